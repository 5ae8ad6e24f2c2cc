@echo off
rem Open daready in the browser of this machine. A folder dropped on this file is the workspace to open.
setlocal EnableExtensions DisableDelayedExpansion
rem A launcher that fetches a missing Python from the internet is told not to.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
title daready: close this window to stop it
set "ROOT=%~dp0"
if not exist "%ROOT%current.txt" set "ROOT=%LOCALAPPDATA%\daready\"
if not exist "%ROOT%current.txt" set "ROOT=%ProgramFiles%\daready\"
if not exist "%ROOT%current.txt" goto missing
for /f "usebackq tokens=1,2" %%A in ("%ROOT%current.txt") do (
  set "RELEASE=%%A"
  set "VERSION=%%B"
)
set "WORK="
if not "%~1"=="" set WORK="%~1\."
if exist "%ROOT%%RELEASE%\python\python.exe" goto supplied
py -%VERSION% -I -S -c "" >nul 2>nul && goto launcher
python -I -S -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] != '%VERSION%')" >nul 2>nul && goto path
goto nopython

:supplied
"%ROOT%%RELEASE%\python\python.exe" -I -S "%ROOT%start.py" open %WORK%
goto ended

:launcher
py -%VERSION% -I -S "%ROOT%start.py" open %WORK%
goto ended

:path
python -I -S "%ROOT%start.py" open %WORK%
goto ended

:missing
echo daready is not installed yet. Double-click Install.cmd first.
goto refused

:nopython
echo daready was installed with Python %VERSION%, which is gone. Double-click Install.cmd again.
goto refused

:refused
pause
exit /b 2

:ended
set "CODE=%ERRORLEVEL%"
if not "%CODE%"=="0" pause
exit /b %CODE%
