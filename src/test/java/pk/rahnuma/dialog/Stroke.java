package pk.rahnuma.dialog;

import java.time.Duration;

/// One thing that happens on a [Stroll]. Numbers pick among what there is at that moment, so that every list of strokes
/// can be played, and a shorter one still can.
sealed interface Stroke {

    /// Text of any kind.
    ///
    /// @param blind whether it was written before the last reply could be seen
    record Say(String text, boolean blind) implements Stroke {}

    /// What a person who wants to get on would do here.
    record Answer(int pick) implements Stroke {}

    /// A button of the last reply.
    record Press(int pick) implements Stroke {}

    /// A button of any reply so far.
    record PressOld(int pick) implements Stroke {}

    /// The data of a button, of this question or not, that was tampered with.
    record Forge(int pick, String value) implements Stroke {}

    record Tap(String data) implements Stroke {}

    record Send(String name, String mediaType, long size) implements Stroke {}

    record Share(String phone, boolean own) implements Stroke {}

    /// Another text for a message of before.
    record Edit(int pick, String text) implements Stroke {}

    /// From now on calls wait for [Deliver], or do not.
    record Hold(boolean late) implements Stroke {}

    /// The result of a waiting call.
    record Deliver(int pick) implements Stroke {}

    /// A result that came before, or one with another hash.
    record DeliverAgain(int pick, boolean other) implements Stroke {}

    record Wait(Duration time) implements Stroke {}

    record Wake() implements Stroke {}

    record Staff(String text) implements Stroke {}
}
