/// Pages on which a person signs in with an e-mail address or mobile number, or opens a link from another device.
package pk.rahnuma.web.signin;
