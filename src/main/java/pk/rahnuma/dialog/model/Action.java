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
public sealed interface Action<I extends Record, O extends Record>
        permits Action.Query, Action.Mutation, Action.Deferred {

    /// The kind of a class of actions: one of the interfaces below.
    static Class<?> kindOf(Class<?> action) {
        return Mutation.class.isAssignableFrom(action)
                ? Mutation.class
                : Deferred.class.isAssignableFrom(action) ? Deferred.class : Query.class;
    }

    /// Answers the requests, one result for each, in their order.
    List<O> executeAll(List<Request<I>> requests);

    /// Reads and changes nothing; runs again when its arguments change.
    non-sealed interface Query<I extends Record, O extends Record> extends Action<I, O> {}

    /// Changes something; runs once in a session, and people cannot go back before it.
    non-sealed interface Mutation<I extends Record, O extends Record> extends Action<I, O> {}

    /// Asks something outside of the desk, which can take seconds and never happens within a transaction. For scripts
    /// it is like a mutation: it runs once in a session.
    ///
    /// [#executeAll] runs in the turn, like that of other actions; null in its list defers a call. The host stores that
    /// call, executes it after the commit, and the session waits. Where it fails or is late, or the person writes on
    /// meanwhile, the result has empty components: empty texts, 0, false.
    non-sealed interface Deferred<I extends Record, O extends Record> extends Action<I, O> {

        /// Maximum time from the turn to the result.
        Duration timeout();

        /// Executes a deferred call, outside of any transaction. An interrupt ends it.
        ///
        /// @return never null
        O executeDeferred(I arguments) throws InterruptedException;
    }

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
            I arguments) {

        /// The same request to another action.
        public <J extends Record> Request<J> withArguments(J others) {
            return new Request<>(conversation, session, script, flow, beneath, language, now, others);
        }
    }
}
