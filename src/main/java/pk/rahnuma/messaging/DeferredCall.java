package pk.rahnuma.messaging;

import java.time.Instant;
import pk.rahnuma.dialog.model.ActionCall;

/// A call that a session waits for.
///
/// @param id random; its outcome is offered under it, so that it is applied once
/// @param chat that the last message came from
/// @param attempts started so far
public record DeferredCall(long id, long conversation, long chat, ActionCall call, int attempts, Instant asked) {}
