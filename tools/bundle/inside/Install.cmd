@echo off
rem Install daready from the folder this file is in. No internet and no administrator is needed.
setlocal EnableExtensions DisableDelayedExpansion
rem A launcher that fetches a missing Python from the internet is told not to.
set "PYTHON_MANAGER_AUTOMATIC_INSTALL=false"
title Install daready
set "HERE=%~dp0"
set "VERSIONS=3.13 3.12 3.11"
set "FOUND="
if not exist "%HERE%install.py" goto zipped
if exist "%HERE%python\python.exe" goto supplied
for %%V in (%VERSIONS%) do if not defined FOUND py -%%V -I -S -c "" >nul 2>nul && set "FOUND=%%V"
if defined FOUND goto launcher
python -I -S -c "import sys; sys.exit('%%d.%%d' %% sys.version_info[:2] not in '%VERSIONS%'.split())" >nul 2>nul && goto path
goto nopython

:supplied
"%HERE%python\python.exe" -I -S "%HERE%install.py"
goto ended

:launcher
py -%FOUND% -I -S "%HERE%install.py"
goto ended

:path
python -I -S "%HERE%install.py"
goto ended

:zipped
echo This file was opened inside the zip. Close this window, right-click the zip,
echo choose "Extract All", and double-click Install.cmd in the folder that appears.
goto refused

:nopython
echo daready needs one of these versions of Python, and none was found: %VERSIONS%.
echo Ask IT for one of them, or for the copy of daready that brings its own Python.
goto refused

:refused
pause
exit /b 2

:ended
set "CODE=%ERRORLEVEL%"
pause
exit /b %CODE%
