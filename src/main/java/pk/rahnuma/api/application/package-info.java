/// Applications for apps: forms, drafts, which are the forms of the conversation, and what was submitted. A draft is
/// filled by turns of the conversation, as in the chat, so that a person can begin in one and go on in the other.
@NullMarked
package pk.rahnuma.api.application;

import io.micronaut.core.annotation.NullMarked;
