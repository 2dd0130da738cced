/// Tests with faults: killed processes, databases that hang, stop or are full, an unreliable Bot API.
///
/// [pk.rahnuma.faults.run.FaultRun] is the test, [pk.rahnuma.faults.run.FaultRunPlan] its parameters:
/// [pk.rahnuma.faults.run.ConcurrentApplicants] run [pk.rahnuma.faults.run.SimulatedApplicant]s that fill the form at a
/// [pk.rahnuma.faults.run.ServerProcessGroup], whose processes are killed, on a database with
/// [pk.rahnuma.faults.run.DatabaseOutages] and a Bot API with a [pk.rahnuma.faults.run.BotApiFaultInjector].
/// [pk.rahnuma.faults.run.ServiceInterruptions] records the outages. The [pk.rahnuma.faults.run.FaultRunVerifier]
/// checks every form and every chat at the end. [FaultRunTest] is the short form, [pk.rahnuma.faults.run.LongFaultRun]
/// the long one.
package pk.rahnuma.faults;
