package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An operation that a script requests from its host. Domain packages implement it as beans with the name that scripts
/// use (`@Named("registration.submit")`). The loader checks every call against `In` and `Out`, which are records of
/// `String`, `long`, `boolean`, `List<String>`, records of these (for `each`), or, in `In` only, `Map<String, Object>`.
///
/// Runs inside the turn's transaction, for all conversations of a batch at once: use few statements for all of them. An
/// exception means that this message cannot be processed (it becomes a dead letter), unless the database is the cause;
/// text for the person is a field of `Out`.
///
/// @param <I> arguments, by name
/// @param <O> the result; conditions and texts use its components as `call.component`
public sealed interface Action<I extends Record, O extends Record> permits Action.Query, Action.Mutation {

    /// Answers the requests, one result for each, in their order.
    List<O> executeAll(List<Request<I>> requests);

    /// Reads and changes nothing; runs again when its arguments change.
    non-sealed interface Query<I extends Record, O extends Record> extends Action<I, O> {}

    /// Changes something; runs once in a session, and people cannot go back before it.
    non-sealed interface Mutation<I extends Record, O extends Record> extends Action<I, O> {}

    /// An `Out` that must not be visible at once, so that its duration reveals nothing. Nothing waits for it: the host
    /// continues, and all replies of this turn and later ones are sent after the delay.
    ///
    /// Its component is for the host alone: scripts do not see it, and sessions do not store it.
    interface DelayedResult {

        /// Delay from the start of the turn; zero means none.
        @JsonIgnore
        Duration held();
    }

    /// An `Out` after which the answers of unsubmitted forms must not be stored: the host deletes all of them.
    interface DiscardsDrafts {

        /// True when this result requires it.
        boolean discardsDrafts();
    }

    /// An `Out` after which the person's messages so far must not be stored: the host does not write them.
    interface ForgetsMessages {

        /// True when this result requires it.
        boolean forgetsMessages();
    }

    /// @param conversation of the calling session; also the id of its person
    /// @param session unique within the conversation
    /// @param script name of the script
    /// @param flow version of the script
    /// @param beneath whether another session waits beneath this one, to continue after it
    /// @param language `en`, `ur` or `ur-Latn`
    record Request<I extends Record>(
            long conversation,
            String session,
            String script,
            String flow,
            boolean beneath,
            String language,
            Instant now,
            I arguments) {}
}
