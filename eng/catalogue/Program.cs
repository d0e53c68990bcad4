using System.CommandLine;
using RingRift.Catalogue;

var root = new Option<DirectoryInfo>("--root") { Description = "Folder of the repository.", DefaultValueFactory = _ => new DirectoryInfo(Directory.GetCurrentDirectory()) };
var check = new Option<bool>("--check") { Description = "Write nothing; list stale files and exit with 1 when there are any." };
var command = new RootCommand("Generates code, schemas and documents from the event catalogue.") { root, check };
command.SetAction(result =>
{
    try
    {
        var tree = new GeneratedTree(result.GetRequiredValue(root).FullName);
        var checks = result.GetValue(check);
        var stale = checks ? tree.Stale() : tree.Renew();
        foreach (var path in stale)
        {
            Console.Out.WriteLine($"{(checks ? "stale" : "renewed")}: {path}");
        }

        return checks && stale.Count > 0 ? 1 : 0;
    }
    catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(e.Message);
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
