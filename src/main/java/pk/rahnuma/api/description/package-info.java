/// Description of the API by OpenAPI, which the compiler makes of the controllers, and its page.
package pk.rahnuma.api.description;
