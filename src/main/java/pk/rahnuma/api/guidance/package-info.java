/// Guidance as a resource: topics with their answers, and the search among them. Open to all.
package pk.rahnuma.api.guidance;
