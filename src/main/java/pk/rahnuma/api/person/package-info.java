/// The person of the token: language, consent, and the request to be erased.
package pk.rahnuma.api.person;
