/// Consent, export and erasure of personal data, checked against the content of the database ([DatabaseDump]).
package pk.rahnuma.endtoend.privacy;
