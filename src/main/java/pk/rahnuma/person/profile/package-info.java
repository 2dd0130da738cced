/// Data about persons themselves: language, consents, audit entries; and the action that shows it to them.
package pk.rahnuma.person.profile;
