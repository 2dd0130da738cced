package pk.rahnuma.messaging;

/// Downloads were committed, and can be started at once; without this they start with the next sweep.
public record DownloadsRequestedEvent() {}
