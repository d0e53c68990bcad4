using System.CommandLine;
using RingRift.Catalogue;
using RingRift.Catalogue.Model;
using RingRift.Catalogue.Reading;
using RingRift.Catalogue.Writing;

var root = new Option<DirectoryInfo>("--root")
{
    Description = "Folder of the repository.",
    DefaultValueFactory = _ => new DirectoryInfo(Directory.GetCurrentDirectory()),
    Recursive = true,
};
var check = new Option<bool>("--check") { Description = "Write nothing; list stale files and exit with 1 when there are any." };
var command = new RootCommand("Renews the code and docs/events.md that follow from the event catalogue.")
{
    root,
    check,
    DocumentCommand(
        "asyncapi", CatalogueOutput.AsyncApi, "Writes channels, operations and messages of all events as an AsyncAPI 3.0 document."),
    DocumentCommand("schema", CatalogueOutput.Schema, "Writes the JSON Schemas (draft 2020-12) of the envelope and of all payloads."),
};
command.SetAction(result => Guarded(() =>
{
    var tree = new GeneratedTree(result.GetRequiredValue(root).FullName);
    var checks = result.GetValue(check);
    var stale = checks ? tree.Stale() : tree.Renew();
    foreach (var path in stale)
    {
        Console.Out.WriteLine($"{(checks ? "stale" : "renewed")}: {path}");
    }

    return checks && stale.Count > 0 ? 1 : 0;
}));
return await command.Parse(args).InvokeAsync();

Command DocumentCommand(string name, Func<CatalogueDocument, string> write, string description)
{
    var file = new Option<FileInfo>("--out") { Description = "File to write; standard output without it." };
    var documentCommand = new Command(name, description) { file };
    documentCommand.SetAction(result => Guarded(() =>
    {
        var text = write(CatalogueReader.Load(result.GetRequiredValue(root).FullName));
        if (result.GetValue(file) is { } target)
        {
            File.WriteAllText(target.FullName, text);
        }
        else
        {
            Console.Out.Write(text);
        }

        return 0;
    }));
    return documentCommand;
}

static int Guarded(Func<int> action)
{
    try
    {
        return action();
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
}
