/// Export of all data about a person, as text and as JSON. Used by the channels that hand it over.
package pk.rahnuma.person.export;
