/// What is shown by breaking it: processes killed, databases that hang, stop and are full, a Bot API in bad weather.
///
/// [FaultRun] is the test, [Plan] what it is given: [Applicant]s fill the form, one [Crowd] of them, at [Desks] that
/// are killed, on a database with [Outages], in Telegram's [Weather]. [Breaks] keeps what was gone when. The [Verdict]
/// looks at the end at every form and every chat. [FaultTest] is its short form, [LongRun] its long one.
package pk.rahnuma.faults;
