/// The audit log in the console: looking things up, and checking it ([pk.rahnuma.desk.auditing.Verification]).
package pk.rahnuma.desk.auditing;
