/// Authentication of chats by token and of programs by key, and the devices of a chat. Controllers call
/// [ChatAuthenticator]; a route that is open to keys names its scope by [RequiredScope].
@NullMarked
package pk.rahnuma.api.token;

import io.micronaut.core.annotation.NullMarked;
