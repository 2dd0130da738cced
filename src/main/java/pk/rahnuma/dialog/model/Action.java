package pk.rahnuma.dialog.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Something that a script asks its host for. Rooms implement it as beans named as scripts call them
/// (`@Named("registration.submit")`); the loader checks every call against `In` and `Out`, which are records of
/// `String`, `long`, `boolean`, `List<String>`, records of these (for `each`), or, in `In` alone, `Map<String,
/// Object>`.
///
/// Runs inside the turn's transaction, for all conversations of a batch at once: think in round trips. Throwing means
/// that this message cannot be worked on (it will be parked), unless the cause is the database; what the person should
/// hear of is a field of `Out`.
///
/// @param <I> arguments, by name
/// @param <O> the result, whose components conditions and texts can use as `call.component`
public sealed interface Action<I extends Record, O extends Record> permits Action.Query, Action.Mutation {

    /// Answers in the order of the requests, one for each.
    List<O> executeAll(List<Request<I>> requests);

    /// Looks something up and changes nothing; run again when its arguments change.
    non-sealed interface Query<I extends Record, O extends Record> extends Action<I, O> {}

    /// Changes something; run once in a session, and no way back behind it.
    non-sealed interface Mutation<I extends Record, O extends Record> extends Action<I, O> {}

    /// An `Out` that nobody may hear of at once, so that the time it takes tells nothing. Nothing waits for it: the
    /// host works on, and whatever is said in this turn leaves later, as does what is said after it.
    ///
    /// Its component is for the host alone: scripts do not see it, and sessions do not keep it.
    interface DelayedResult {

        /// How long after the turn began; zero is at once.
        @JsonIgnore
        Duration held();
    }

    /// An `Out` after which the answers of forms that are not sent yet may not be kept: the host deletes all of them.
    interface DiscardsDrafts {

        /// Whether it is so this time.
        boolean discardsDrafts();
    }

    /// An `Out` after which nothing that the person said up to now may be kept: the host does not write it down.
    interface ForgetsMessages {

        /// Whether it is so this time.
        boolean forgetsMessages();
    }

    /// @param conversation whose session asks; also the id of its person
    /// @param session unique within the conversation
    /// @param script and `flow`: the definition the session runs on
    /// @param beneath whether another session waits beneath this one, to go on after it
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
