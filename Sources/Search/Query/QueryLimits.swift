enum QueryLimits { static let notes = 8 }
