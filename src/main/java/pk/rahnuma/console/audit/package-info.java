/// The audit log in the console: looking things up, and checking it
/// ([pk.rahnuma.console.audit.AuditVerificationService]).
package pk.rahnuma.console.audit;
