using System.CommandLine;
using RingRift.FunctionsMetadata;
using RingRift.FunctionsMetadata.Comparison;
using RingRift.FunctionsMetadata.Sources;

var root = new Option<DirectoryInfo>("--root")
{
    Description = "Folder of the repository.",
    DefaultValueFactory = _ => new DirectoryInfo(Directory.GetCurrentDirectory()),
    Recursive = true,
};
var build = new Option<DirectoryInfo>("--build") { Description = "Output of the build with the official SDK.", Required = true };
var assembly = new Option<string>("--assembly")
{
    Description = "File of the app in it.",
    DefaultValueFactory = _ => "RingRift.Official.dll",
};
var check = new Command("check", "Compares the functions of the official build with the approved ones; exits with 1 when they differ.")
{
    build,
    assembly,
};
check.SetAction(async (result, _) =>
{
    var approved = ApprovedFunctions.Read(result.GetRequiredValue(root).FullName);
    var faults = await OfficialCheck.RunAsync(approved, result.GetRequiredValue(build).FullName, result.GetRequiredValue(assembly))
        .ConfigureAwait(false);
    foreach (var fault in faults)
    {
        Console.Error.WriteLine(fault);
    }

    Console.Out.WriteLine(faults.Count == 0
        ? $"{approved.Names.Count} functions, as approved"
        : $"a change that is meant is approved by: dotnet run --project eng/metadata -- approve (writes {ApprovedFunctions.Path})");
    return faults.Count == 0 ? 0 : 1;
});
var approve = new Command("approve", $"Writes the functions of the local build into {ApprovedFunctions.Path}.");
approve.SetAction(result => ApprovedFunctions.Write(result.GetRequiredValue(root).FullName, LocalBuild.Read()));
var command = new RootCommand("Keeps the functions of the local and of the official build the same.") { root, check, approve };
try
{
    return await command.Parse(args)
        .InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false })
        .ConfigureAwait(false);
}
catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(fault.Message);
    return 1;
}
