/// Constraints that several settings share.
package pk.rahnuma.shared.setting;
