/// The audit log in the console: its entries, and its verification
/// ([pk.rahnuma.console.audit.AuditVerificationService]).
package pk.rahnuma.console.audit;
