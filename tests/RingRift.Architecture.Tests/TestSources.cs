using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RingRift.Architecture.Tests;

/// <summary>The tests of the repository, as their sources declare them.</summary>
internal static class TestSources
{
    private static readonly Lazy<IReadOnlyList<TestMethod>> Methods = new(() => [.. Read()]);

    public static IReadOnlyList<TestMethod> All => Methods.Value;

    /// <summary>Full names of the tests that run.</summary>
    public static IReadOnlySet<string> Names { get; } = All.Where(test => !test.IsSkipped).Select(test => test.FullName).ToHashSet(StringComparer.Ordinal);

    /// <summary>The tests that a text of a project declares.</summary>
    public static IEnumerable<TestMethod> Read(string project, string text) =>
        from method in CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        let kinds = method.AttributeLists.SelectMany(list => list.Attributes).Where(IsTest).ToList()
        where kinds.Count > 0
        select new TestMethod(
            project,
            method.Ancestors().OfType<ClassDeclarationSyntax>().Last().Identifier.Text,
            method.Identifier.Text,
            kinds.Any(kind => kind.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.Text == "Skip") == true));

    private static IEnumerable<TestMethod> Read() => SourceTree.Sources("tests").SelectMany(file =>
    {
        var project = Path.GetRelativePath(Repository.PathOf("tests"), file).Split(Path.DirectorySeparatorChar)[0];
        return Read(project.Replace("RingRift.", string.Empty, StringComparison.Ordinal), File.ReadAllText(file));
    });

    /// <summary>Attributes of a project's own are named after those of xUnit.</summary>
    private static bool IsTest(AttributeSyntax attribute) => $"{attribute.Name}" is var name
        && (name.EndsWith("Fact", StringComparison.Ordinal) || name.EndsWith("Theory", StringComparison.Ordinal));
}

/// <summary>A test; its project is named without <c>RingRift.</c>.</summary>
internal sealed record TestMethod(string Project, string Class, string Name, bool IsSkipped)
{
    /// <summary>As documents name it: project, class, method.</summary>
    public string FullName => $"{Project}.{Class}.{Name}";
}
