/// What is shown by breaking it: processes killed, databases that hang, stop and are full, a Bot API in bad weather.
///
/// [FaultRun] is the test, [FaultRunPlan] what it is given: [SimulatedApplicant]s fill the form, one
/// [ConcurrentApplicants] of them, at [ServerProcessGroup] that are killed, on a database with [DatabaseOutages], in
/// Telegram's [BotApiFaultInjector]. [ServiceInterruptions] keeps what was gone when. The [FaultRunVerifier] looks at
/// the end at every form and every chat. [FaultRunTest] is its short form, [LongFaultRun] its long one.
package pk.rahnuma.faults;
