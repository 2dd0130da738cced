/// Erasure of persons: at their request after a week, or after a year of silence. Used by the packages of `person`.
package pk.rahnuma.person.erasure;
