/// The tables of accounts, sessions, tokens and browsers, the common lock for changes of accounts, and audit entries
/// of staff. Used by the packages of `staff` and by the console.
package pk.rahnuma.staff.record;
