/* Starts the widgets of Wagtail that start themselves with a script in the page (site/perspectief/editing/starting.py). */
const STARTED = {
  date: (...told) => window.initDateChooser(...told),
  time: (...told) => window.initTimeChooser(...told),
  datetime: (...told) => window.initDateTimeChooser(...told),
  InlinePanel: (...told) => new window.InlinePanel(...told),
  MultipleChooserPanel: (...told) => new window.MultipleChooserPanel(...told),
  Chooser: (...told) => new window.Chooser(...told),
  PageChooser: (...told) => new window.PageChooser(...told),
  ImageChooser: (...told) => new window.ImageChooser(...told),
  DocumentChooser: (...told) => new window.DocumentChooser(...told),
  TaskChooser: (id) => window.createTaskChooser(id),
  SnippetChooser: (...told) => new window.SnippetChooser(...told),
};

/* A page may hold any text, so only what is named above can be started, and it is told data alone. */
class Start extends window.StimulusModule.Controller {
  static values = { what: String, told: Array };

  connect() {
    if (!this.element.isConnected) return; // a menu took it out of the page meanwhile, and brings it back when it opens
    if (Object.hasOwn(STARTED, this.whatValue)) STARTED[this.whatValue](...this.toldValue);
    this.element.remove();
  }
}

window.wagtail.app.register("start", Start);
