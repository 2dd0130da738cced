/// Rendering of prompts, menus, forms and button data. It reads sessions and changes none.
package pk.rahnuma.dialog.render;
