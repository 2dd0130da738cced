/// Pages on which a person signs in with an e-mail address or mobile number.
package pk.rahnuma.web.signin;
