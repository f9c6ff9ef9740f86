// Validates PDFs for both of their standards, in one Java machine; run by validate_pdf.py.
//
// The engine, veraPDF, needs Rhino to evaluate its rules, and Rhino runs this script too, so that
// nothing has to be compiled. The first argument is a file that names a PDF in each line. For each
// PDF and standard there is one line of JSON.

var verapdf = Packages.org.verapdf;
var FLAVOURS = ["3a", "ua1"];
var FAILED = verapdf.pdfa.results.TestAssertion.Status.FAILED;
var out = new java.io.PrintStream(java.lang.System.out, true, "UTF-8");

function failures(result) {
  var found = {};
  var assertions = result.getTestAssertions().iterator();
  while (assertions.hasNext()) {
    var assertion = assertions.next();
    if (assertion.getStatus() === FAILED) {
      var rule = assertion.getRuleId();
      var name = String(rule.getClause()) + ", test " + rule.getTestNumber();
      var known = found[name] || { times: 0, message: String(assertion.getMessage()) };
      known.times += 1;
      found[name] = known;
    }
  }
  return found;
}

function validated(path, flavour) {
  var foundry = verapdf.pdfa.Foundries.defaultInstance();
  var parser = foundry.createParser(new java.io.File(path), flavour);
  try {
    var result = foundry.createValidator(flavour, false).validate(parser);
    return {
      compliant: Boolean(result.isCompliant()),
      checks: Number(result.getTotalAssertions()),
      failures: failures(result),
    };
  } finally {
    parser.close();
  }
}

java.util.logging.LogManager.getLogManager().reset();
verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var paths = java.nio.file.Files.readAllLines(java.nio.file.Paths.get(arguments[0])).iterator();
while (paths.hasNext()) {
  var path = paths.next();
  for (var i = 0; i < FLAVOURS.length; i += 1) {
    var said = {};
    try {
      said = validated(path, verapdf.pdfa.flavours.PDFAFlavour.fromString(FLAVOURS[i]));
    } catch (error) {
      said = { compliant: false, checks: 0, failures: { "not read": { times: 1, message: String(error) } } };
    }
    said.path = String(path);
    said.flavour = FLAVOURS[i];
    out.println(JSON.stringify(said));
  }
}
