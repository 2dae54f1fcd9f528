namespace MegaRegion.DataSet.Flows;

/// <summary>What the codes in a table's place columns name.</summary>
internal enum PlaceCodes
{
    /// <summary>JIS X 0401, two digits.</summary>
    Prefecture = 1,

    /// <summary>JIS X 0402, five digits.</summary>
    Municipality = 2,

    /// <summary>Zone number of the passenger survey, 1 to 50.</summary>
    Zone = 3,
}
