using System.Reflection;
using RingRift.Catalogue.Model;
using RingRift.Catalogue.Reading;
using RingRift.Catalogue.Writing;

namespace RingRift.Catalogue.Tests;

/// <summary>The repository the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    public static string CatalogueText { get; } = File.ReadAllText(Path.Combine(Root, CatalogueOutput.Source));

    public static CatalogueDocument Catalogue { get; } = CatalogueReader.Parse(CatalogueText);

    public static string TestFile(string name) => Path.Combine(Root, "tests", "RingRift.Catalogue.Tests", name);
}
