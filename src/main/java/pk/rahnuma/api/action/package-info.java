/// Actions of scripts, called for the person of a request, so that the API decides as the chat does.
package pk.rahnuma.api.action;
