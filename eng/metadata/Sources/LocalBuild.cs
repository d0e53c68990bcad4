using System.Text.Json;
using RingRift.Functions.Delivery;
using RingRift.FunctionsMetadata.Comparison;
using RingRift.FunctionsRuntime.Declarations;

namespace RingRift.FunctionsMetadata.Sources;

/// <summary>The functions as the in-repo runtime finds them.</summary>
public static class LocalBuild
{
    /// <summary>Reads the function classes by reflection.</summary>
    public static FunctionSet Read()
    {
        var catalog = FunctionCatalog.FromTypes(typeof(EventDelivery).Assembly.GetTypes());
        return FunctionSet.Parse("the local build", JsonSerializer.Serialize(catalog.All.Select(FunctionConfiguration.Of)));
    }
}
