/// Parts of responses that routes share: caching, entity tags, languages, pages and delays.
package pk.rahnuma.api.response;
