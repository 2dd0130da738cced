/// Sign-in of persons, and the devices on which they are signed in.
package pk.rahnuma.api.signin;
