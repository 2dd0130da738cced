/// Pages by which members of staff view and change their own account.
package pk.rahnuma.console.account;
