/// The register as staff browse it: registered lines of all holders, and those that were or will be.
///
/// [RegisterFilter] is a search as it was typed. [RegisterBrowseService] finds the lines page by page, masks them for
/// whoever reads, and records each look. There is no table here: the lines are those of
/// [pk.rahnuma.registration.record].
package pk.rahnuma.register.browse;
