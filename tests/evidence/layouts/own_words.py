"""Seven invented forces' audit questions in their own words, keyed before any proposal was written.

A line: the acceptable ids, best first, with + where the question asks them together, a minus sign before them
where yes is bad, ``own`` where the force asks it alone; then the question. All of it is invented.
"""

from __future__ import annotations

from dataclasses import dataclass

SALTMARSH = """
Q01 | DA tag put on the incident by the contact centre
Q05 | Caller told how to stay safe while waiting for a unit
Q07 | If response was late or downgraded, was an inspector's reason on the log?
Q08 | Unit on scene inside the SLA
Q11 | Parties separated before accounts were taken
Q10 | Body worn footage covers the full attendance
Q16 | First account from victim taken (MG11 or video)
own | Custody nurse seen within an hour
Q25 | DARA / DASH on the record
Q28 | Line manager's review of the DASH within 24 hours
Q29 | Hub secondary assessment carried out on time
Q31 | Immediate safeguarding: markers, target hardening, panic alarm
Q32 | Children's details captured, seen alone and referred to MASH
Q32s | Op Encompass notification to the school
-Q31 | Any missed chance to protect the victim?
Q35 | If high risk, MARAC paperwork submitted
Q37 | Adult safeguarding referral (care and support needs)
Q38 | DVPN / DVPO discussed with the superintendent
Q45 | Investigative strategy set by the sergeant in the first day
Q63 | Crime finalised under the right outcome
own | Vehicle pool booking recorded
own | Interpreter booked where needed
Q58 | VRR letter sent to the victim
Q64 | Sgt or above agreed the NFA
-Q47 | Drift or delay in the enquiry?
own | Investigator's workload at the time above 20
"""

HARROWDALE = """
Q02 | THRIVE rationale written up by call taker
Q03 | Did the control room see this was a repeat victim?
Q04 | Kids or vulnerable adults asked about by control room
Q06 | Priority given to the call matched the threat
Q09 | Intel checks passed to the crew before they got there
Q13 | Crew treated victim with empathy
Q14 | Every offence disclosed by the victim has been crimed
Q17 | Pictures of injuries and damage
Q18 | Recording of the emergency call kept as an exhibit
Q20 | Neighbours and family: statements obtained
Q23 | Power of arrest used, or rationale why not
Q24 | Wanted suspects: active attempts to find and arrest
own | Prisoner property sealed and signed
Q26 | Full set of DASH answers, with officer judgement if victim declined
Q27 | Was the risk level right, looking at the history?
Q30 | Fresh risk assessment after a significant event (release, new report)
Q34 | Offered an IDVA
Q36 | DVDS right to know thought about
Q40p | RUI or bail: was the choice right for the level of risk?
Q41 | Pre-charge bail conditions keep the victim safe and she was told first
Q42 | No time between bail expiry and a DVPO/NMO starting
Q43 | Bail breaches dealt with robustly
-Q46 | Obvious enquiries not done
Q51 | Suspect's account challenged in interview
Q48 | Victimless / evidence led option looked at from day one
Q54 | Victim retraction: statement explains the reasons
own | Was the press office told?
own | Officer safety equipment worn
own | Duty inspector wellbeing call
"""

TYNEBROOK = """
Q01 | Was this recognised as a domestic abuse incident straight away?
Q08 | Did officers attend within target?
Q10 | Did officers record the incident on BWV from start to finish?
Q12 | If both made allegations, did officers establish who the primary aggressor was?
Q15 | Was the crime recorded within 24hrs?
Q19 | Was consent for medical records sought?
Q21 | Was digital evidence (mobile, CCTV, Ring doorbell) recovered?
Q22 | Was house to house carried out?
Q25 | Was a risk assessment completed with the victim?
Q28 | Was the risk assessment checked by a supervisor in the time allowed?
Q33 | Was a Victim Needs Assessment done?
Q31 | Were safety measures for the victim put in place and written down?
Q32 | Were the children safeguarded (seen, spoken to, PPN or equivalent)?
Q36a | Was the victim made aware they can apply under Clare's Law?
Q44 | Was the investigation given to someone with the right skills (PIP2, DA specialist)?
Q49 | Did the OIC think about hearsay and bad character?
Q52 | How good were the supervisor's reviews?
Q57 | Has the victim been kept up to date in line with the Code?
Q59+Q60 | Was a VPS taken and were special measures explained?
Q66 | Did the CPS file include the DASH, checklist and DA history?
Q69v | For cautions and CRs, was the victim asked for their view?
-Q47 | Was there avoidable delay in gathering evidence?
own | Was the crew double crewed?
own | Did the officer use the new app to log the job?
own | Was the station closed at the time of the report?
own | Was lawful business noted on the pocket notebook?
"""

OAKHAMPTON = """
Q02 | Threat and risk (THRIVE) considered by contact handler
Q05 | Safety advice to caller
Q05e | Caller told not to wash, tidy or change clothes
Q16 | Initial account of the victim recorded
Q23 | Suspect arrested or reason for no arrest documented
Q17 | Photographs: injuries, scene, follow up
Q27 | Risk grade appropriate
Q29 | DA unit re-assessed risk within policy
Q35 | Referral into MARAC
Q35r | Actions from MARAC would lower risk
Q34 | Referral to support services offered to victim
Q39 | Orders in force checked and breaches enforced
Q38 | Consideration of a Domestic Violence Protection Notice
Q45 | Supervisor plan in first 24 hours
Q52d | Supervisor's reviews direct the investigation
Q46 | All reasonable lines of enquiry pursued
Q50 | Previous partners and history researched
Q55 | Victim's decision not to support: signed or on video
Q56 | IDVA spoken to before accepting withdrawal
Q57 | Contact with victim at agreed intervals
Q61 | Victim given written information about what they reported
Q65 | Case put to the CPS when it should have been
Q70 | Perpetrator referred to a behaviour change programme
own | Photocopies legible
own | Correct uniform on video
own | Premises search register completed
-Q46 | Gaps in the investigation
"""

DUNMERE = """
Q01+Q02 | Call: DA identified, THRIVE done
Q06 | Call: response grading correct
Q09 | Call: background to the attending officers
Q10 | Scene: BWV
Q11 | Scene: separated and spoken to alone
Q13 | Scene: attitude of officer to victim
Q16 | Scene: victim account
Q17 | Scene: photographs
Q25 | Risk: DASH/DARA completed
Q26 | Risk: all sections answered or reason
Q28 | Risk: supervision of DASH
Q30 | Risk: reviewed after change of circumstances
Q32 | Safeguarding: children
Q31 | Safeguarding: victim made safe, plan recorded
Q35 | Safeguarding: MARAC
Q34 | Safeguarding: IDVA / victim services
Q38 | Protective orders: DVPN/DVPO
Q36 | Protective orders: DVDS
Q41+Q40p | Suspect: bail with the right conditions
Q51 | Suspect: interview
Q48 | Investigation: evidence led
Q45 | Investigation: plan
Q52 | Investigation: supervisory oversight
Q21 | Investigation: CCTV and phones
-Q47 | Investigation: unnecessary delay (0 = none, 3 = serious)
Q63 | Outcome: right code
Q58 | Outcome: victim told and VRR
own | Admin: spelling and grammar
own | Admin: linked nominals and vehicles
own | Admin: stop and search form
"""

RAVENSMOOR = """
Q03 | Was the history of calls spotted so that a repeat victim was recognised?
Q04 | Did the operator find out who else was in the house, such as children?
Q08 | Was the attendance timely?
Q12 | Counter allegation: was the primary perpetrator identified?
Q14 | Has all criminality been recorded in line with NCRS?
Q20 | Have other witnesses been seen and statements taken?
Q21 | Has CCTV or doorbell video been looked for?
Q24 | If suspect made off, was everything done to find them?
Q25 | Is there a DASH?
Q26 | Is the DASH fully filled in?
Q28 | Did a sergeant sign off the DASH?
Q37 | Vulnerable adult: was a referral made to adult social care?
Q32 | What about the children: were they seen and a PPN sent?
Q40p | Was release under investigation or bail the right call given the risk?
Q43 | Where there was a breach, was it acted on?
Q44 | Is the OIC suitably trained for this level of risk?
Q46 | Have the lines of enquiry been exhausted?
Q49 | Res gestae, hearsay, bad character: any sign of them?
Q54 | Do we know why the victim no longer wants to go on?
Q59 | Did the victim get the chance to make a VPS?
Q64 | Was the closure agreed by a supervisor?
Q66 | Is the file for CPS complete (risk assessment, history, DA checklist)?
Q68 | Was a poor CPS decision appealed?
-Q31 | Is there anything left undone that leaves the victim at risk?
own | Were the officer's notes timed and dated?
own | Did the detainee get an appropriate adult?
own | Is the intelligence log graded?
own | Was CSI asked to come?
"""

PENWITHEN = """
Q01 | Domestic abuse recognised at the first report
Q31 | Safety planning with the victim
Q25 | Completed DARA
Q28 | DARA supervised
Q32 | Child safeguarding referral
Q35 | MARAC
Q23 | Positive action: arrest
Q48 | Evidence led prosecution
Q57 | Victim updates
Q63 | Filing code
own | Lost property
own | Exhibits store visited
"""

LATER = """
Q01 | Correctly identified as domestic by FCR
Q02 | THRIVE+ assessment recorded and updated
Q03 | Previous reports from this victim picked up by the 999 operator
Q04 | Presence of children established during the call
Q05 | Victim advised to lock doors / leave if safe
Q06 | Appropriate response grade applied
Q07 | Where attendance was delayed, supervisor authority recorded
Q08 | Attended within the response time
Q09 | Officers briefed en route on history, weapons and orders
Q10 | Was BWV used and retained as evidential?
Q11 | Were the victim and the suspect kept apart while speaking to officers
Q12 | In cross-allegation cases, primary perpetrator worked out
Q13 | Did the officers' behaviour show understanding of the victim's situation?
Q14 | All offences from DASH answers recorded, including historic ones
Q16 | Quality first account (ABE / BWV / s9)
Q17 | Injuries photographed and body map completed
Q19 | Hospital / GP records consent form obtained
Q20 | Independent witness statements
Q21 | Phone download or screenshots secured
Q22 | Door to door
Q23 | If the suspect was present was he or she arrested?
Q24 | Circulated as wanted and arrest enquiries made when suspect not present
Q25 | DARA submitted before end of shift
Q26 | Quality of the DASH: free text and all answers
Q27 | Risk level justified
Q28 | DASH supervised by a sergeant before end of duty
Q29 | Secondary RA by safeguarding hub
Q30 | Updated risk assessment following further incidents
Q31 | Interim safeguarding plan recorded
Q32 | Children spoken to and PPN submitted
Q32s | Encompass
Q33 | VNA
Q34 | IDVA / outreach consent sought
Q35 | MARAC threshold met and referral completed
Q36 | DVDS application considered
Q37 | Vulnerable adult PPN
Q38 | Civil orders considered (DVPN, NMO)
Q41 | Bail conditions appropriate and victim consulted
-Q42 | Any period without bail or an order?
Q43 | Breaches of orders and bail responded to
Q44 | Crime allocated to an appropriate investigator
Q45 | Inspector or sergeant initial investigation plan
Q46 | All lines of enquiry explored
Q47 | Investigation expeditious with no unexplained gaps
Q48 | ELP considered
Q49 | Bad character, hearsay
Q51 | Interview: planned and challenged the suspect
Q52 | Are the supervisory reviews meaningful?
Q54 | Why did the victim withdraw? Reasons recorded
Q57 | Victims' Code: contact plan kept to
Q58 | NFA explained in person and right to review given
Q59 | VPS
Q60 | Special measures meeting / needs identified
Q63 | Is the outcome the right one?
Q64 | Has a supervisor approved the filing decision?
Q65 | CPS advice sought at the right time
Q66 | CPS file: DA aide memoire complete
Q70 | Suspect offered perpetrator intervention
own | Forensic strategy reviewed by CSI
own | Vehicles linked on Niche
own | Body map signed
own | Grammar
own | Time off in lieu claimed
own | Firearms licensing check
"""


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """One question of a force: its words, the ids that are acceptable, best first, and what yes means."""

    text: str
    ids: tuple[str, ...]
    combines: bool
    yes_is_bad: bool


def questions(text: str) -> tuple[OwnQuestion, ...]:
    """The questions of one form as written above."""
    found: list[OwnQuestion] = []
    for line in text.strip().splitlines():
        ids, _, words = line.partition(" | ")
        bare = ids.strip().removeprefix("-")
        named = () if bare == "own" else tuple(bare.split("+"))
        found.append(OwnQuestion(words.strip(), named, len(named) > 1, ids.startswith("-")))
    return tuple(found)
