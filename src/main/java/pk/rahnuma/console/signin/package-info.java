/// Sign-in to the console: first links, name and password, the second factor.
package pk.rahnuma.console.signin;
