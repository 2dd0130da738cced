package pk.rahnuma.messaging;

/// Calls were committed, and can be executed at once; without this they are with the next sweep.
public record CallsDeferredEvent() {}
