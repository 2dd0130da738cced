/// Sign-in of staff with password and second factor, its delays after failures, and sessions. Used by the console.
package pk.rahnuma.staff.signin;
