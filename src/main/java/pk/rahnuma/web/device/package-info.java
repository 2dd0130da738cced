/// Pages that carry a form to another device by a link.
package pk.rahnuma.web.device;
