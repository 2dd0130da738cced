/// What is shown by breaking it: processes killed, databases that hang, stop and are full, a Bot API in bad weather.
///
/// [pk.rahnuma.faults.run.FaultRun] is the test, [pk.rahnuma.faults.run.FaultRunPlan] what it is given:
/// [pk.rahnuma.faults.run.SimulatedApplicant]s fill the form, one [pk.rahnuma.faults.run.ConcurrentApplicants] of them,
/// at [pk.rahnuma.faults.run.ServerProcessGroup] that are killed, on a database with
/// [pk.rahnuma.faults.run.DatabaseOutages], in Telegram's [pk.rahnuma.faults.run.BotApiFaultInjector].
/// [pk.rahnuma.faults.run.ServiceInterruptions] keeps what was gone when. The [pk.rahnuma.faults.run.FaultRunVerifier]
/// looks at the end at every form and every chat. [FaultRunTest] is its short form,
/// [pk.rahnuma.faults.run.LongFaultRun] its long one.
package pk.rahnuma.faults;
