using System.CommandLine;
using RingRift.Infra.Bicep;
using RingRift.Infra.Topology;

var root = new Option<DirectoryInfo>("--root")
{
    Description = "Folder of the repository.",
    DefaultValueFactory = _ => new DirectoryInfo(Directory.GetCurrentDirectory()),
    Recursive = true,
};
var dry = new Option<bool>("--check") { Description = "Write nothing; list stale files and exit with 1 when there are any." };
var generate = new Command("generate", "Writes what the topology says into infra/generated.") { dry };
generate.SetAction(result =>
{
    var (folder, checks) = (result.GetRequiredValue(root).FullName, result.GetValue(dry));
    var stale = checks ? TopologyFiles.Stale(folder) : TopologyFiles.Renew(folder);
    foreach (var path in stale)
    {
        Console.Out.WriteLine($"{(checks ? "stale" : "renewed")}: {path}");
    }

    return checks && stale.Count > 0 ? 1 : 0;
});
var check = new Command("check", "Compiles and lints the Bicep files; exits with 1 on any diagnostic, or when generated files are stale.");
check.SetAction(async (result, cancellationToken) =>
{
    var folder = result.GetRequiredValue(root).FullName;
    var faults = TopologyFiles.Stale(folder).Select(path => $"stale: {path}; run 'dotnet run --project eng/infra -- generate'").ToList();
    foreach (var file in BicepCheck.Files(folder))
    {
        faults.AddRange((await BicepCheck.RunAsync(folder, file, cancellationToken)).Select(diagnostic => diagnostic.ToString()));
    }

    foreach (var fault in faults.Distinct())
    {
        Console.Error.WriteLine(fault);
    }

    return faults.Count == 0 ? 0 : 1;
});
var command = new RootCommand("Checks the infrastructure, and generates what it takes from the code.") { root, generate, check };
try
{
    return await command.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
