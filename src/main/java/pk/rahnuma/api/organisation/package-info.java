/// Organisations of the person: their members, and invitations to them. The rights are those of the chat.
package pk.rahnuma.api.organisation;
