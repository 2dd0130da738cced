/// What members of staff see and change of their own account.
package pk.rahnuma.console.account;
