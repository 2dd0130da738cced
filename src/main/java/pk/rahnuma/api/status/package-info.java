/// Status of an application, for those who have its reference and a second proof.
package pk.rahnuma.api.status;
