package pk.rahnuma.person.news;

/// Choice of a person about a channel.
///
/// @param address to which news go, masked; null when the person has proved none
/// @param possible whether there is such an address, and the desk can send to it
/// @param wanted whether the person turned it on
public record NewsPreference(NewsChannel channel, String address, boolean possible, boolean wanted) {}
