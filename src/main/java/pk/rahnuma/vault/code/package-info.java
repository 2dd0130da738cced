/// Codes and links that are good once. Each domain declares its kinds; making, storing, expiring and spending are here.
///
///     static final OneTimeCodeKind LINK = new OneTimeCodeKind("device_link", CodeFormat.TOKEN,
/// Duration.ofMinutes(15));
///
///     String token = codes.createCode(LINK, person, now);     // stored as a keyed hash only
///     codes.findCode(LINK, typed, now).filter(codes::spendCode)
package pk.rahnuma.vault.code;
