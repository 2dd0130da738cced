/// The way into the console: first links, name and password, the second factor; and one's own account.
package pk.rahnuma.console.signin;
